// Makes the calls it is told to, one JSON line each, with the official Go packages of RAM and STS: their own methods and models for each
// operation that they have. What is newer than they are, and all of IMS, goes through the general method.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ram "github.com/alibabacloud-go/ram-20150501/v2/client"
	sts "github.com/alibabacloud-go/sts-20150401/v2/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type call struct {
	Product    string          `json:"product"`
	Action     string          `json:"action"`
	Parameters json.RawMessage `json:"parameters"`
}

type answer struct {
	Body any    `json:"body,omitempty"`
	Code string `json:"code,omitempty"`
	// What a model could not read.
	Unreadable string `json:"unreadable,omitempty"`
}

// A client of a package, or nil, beside the general client.
type product struct {
	typed   any
	general *openapi.Client
	version string
}

func main() {
	config := &openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		Endpoint:        tea.String(os.Getenv("CHANCERY_TEST_ENDPOINT")),
		Protocol:        tea.String("http"),
		RegionId:        tea.String("cn-hangzhou"),
		ConnectTimeout:  tea.Int(60_000),
		ReadTimeout:     tea.Int(120_000),
	}
	general, err := openapi.NewClient(config)
	check(err)
	ofRam, err := ram.NewClient(config)
	check(err)
	ofSts, err := sts.NewClient(config)
	check(err)
	products := map[string]product{
		"ram": {ofRam, general, "2015-05-01"},
		"sts": {ofSts, general, "2015-04-01"},
		"ims": {nil, general, "2019-08-15"},
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var next call
		check(json.Unmarshal(lines.Bytes(), &next))
		check(out.Encode(perform(products[next.Product], next)))
	}
}

func perform(client product, next call) answer {
	body, err := client.call(next)
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
func (client product) call(next call) (any, error) {
	if client.typed == nil {
		return client.callGeneral(next)
	}
	method := reflect.ValueOf(client.typed).MethodByName(next.Action)
	if !method.IsValid() {
		return client.callGeneral(next)
	}
	var arguments []reflect.Value
	if method.Type().NumIn() == 1 {
		request := reflect.New(method.Type().In(0).Elem())
		strict := json.NewDecoder(bytes.NewReader(next.Parameters))
		strict.DisallowUnknownFields()
		if strict.Decode(request.Interface()) != nil {
			return client.callGeneral(next)
		}
		arguments = append(arguments, request)
	}
	results := method.Call(arguments)
	if err, failed := results[1].Interface().(error); failed {
		return nil, err
	}
	return results[0].Elem().FieldByName("Body").Interface(), nil
}

func (client product) callGeneral(next call) (any, error) {
	params := &utils.Params{
		Action: tea.String(next.Action), Version: tea.String(client.version), Protocol: tea.String("HTTPS"),
		Pathname: tea.String("/"), Method: tea.String("POST"), AuthType: tea.String("AK"), Style: tea.String("RPC"),
		ReqBodyType: tea.String("formData"), BodyType: tea.String("json"),
	}
	var parameters map[string]any
	check(json.Unmarshal(next.Parameters, &parameters))
	request := &utils.OpenApiRequest{Query: utils.Query(parameters)}
	response, err := client.general.CallApi(params, request, &dara.RuntimeOptions{})
	return response["body"], err
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
