// Makes the calls it is told to, one JSON line each, with the official Go package of KMS: its own method and its own models for each
// operation that it has, and its general method for those that are newer than it is.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"reflect"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	openapiutil "github.com/alibabacloud-go/openapi-util/service"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type call struct {
	Action     string          `json:"action"`
	Parameters json.RawMessage `json:"parameters"`
}

type answer struct {
	Body any    `json:"body,omitempty"`
	Code string `json:"code,omitempty"`
	// What a model could not read.
	Unreadable string `json:"unreadable,omitempty"`
}

func main() {
	client, err := kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		Endpoint:        tea.String(os.Getenv("CHANCERY_TEST_ENDPOINT")),
		Protocol:        tea.String("http"),
		RegionId:        tea.String("cn-hangzhou"),
		ConnectTimeout:  tea.Int(60_000),
		ReadTimeout:     tea.Int(120_000),
	})
	check(err)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var next call
		check(json.Unmarshal(lines.Bytes(), &next))
		check(out.Encode(perform(client, next)))
	}
}

func perform(client *kms.Client, next call) answer {
	body, err := typed(client, next)
	var refused *tea.SDKError
	if errors.As(err, &refused) && refused.StatusCode != nil {
		return answer{Code: tea.StringValue(refused.Code)}
	}
	if err != nil {
		return answer{Unreadable: err.Error()}
	}
	return answer{Body: body}
}

// The method of the action's name takes a pointer to the request's model, or nothing where there is none, and gives an answer whose Body is a model.
func typed(client *kms.Client, next call) (any, error) {
	method := reflect.ValueOf(client).MethodByName(next.Action)
	if !method.IsValid() {
		return general(client, next)
	}
	var arguments []reflect.Value
	if method.Type().NumIn() == 1 {
		request := reflect.New(method.Type().In(0).Elem())
		check(json.Unmarshal(next.Parameters, request.Interface()))
		arguments = append(arguments, request)
	}
	results := method.Call(arguments)
	if err, failed := results[1].Interface().(error); failed {
		return nil, err
	}
	return results[0].Elem().FieldByName("Body").Interface(), nil
}

func general(client *kms.Client, next call) (any, error) {
	params := &openapi.Params{
		Action: tea.String(next.Action), Version: tea.String("2016-01-20"), Protocol: tea.String("HTTPS"),
		Pathname: tea.String("/"), Method: tea.String("POST"), AuthType: tea.String("AK"), Style: tea.String("RPC"),
		ReqBodyType: tea.String("formData"), BodyType: tea.String("json"),
	}
	var parameters map[string]any
	check(json.Unmarshal(next.Parameters, &parameters))
	request := &openapi.OpenApiRequest{Query: openapiutil.Query(parameters)}
	response, err := client.CallApi(params, request, &dara.RuntimeOptions{})
	return response["body"], err
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
