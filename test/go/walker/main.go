// Makes the calls it is told to, one JSON line each, with the official generic client: there is no Go package of this product.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type call struct {
	Action     string                 `json:"action"`
	Parameters map[string]interface{} `json:"parameters"`
}

type answer struct {
	Body interface{} `json:"body,omitempty"`
	Code string      `json:"code,omitempty"`
}

func main() {
	client, err := openapi.NewClient(&utils.Config{
		AccessKeyId:     dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		Endpoint:        dara.String(os.Getenv("CHANCERY_TEST_ENDPOINT")),
		Protocol:        dara.String("http"),
		RegionId:        dara.String("cn-hangzhou"),
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

func perform(client *openapi.Client, next call) answer {
	params := &utils.Params{
		Action: dara.String(next.Action), Version: dara.String("2020-06-30"), Protocol: dara.String("HTTPS"),
		Pathname: dara.String("/"), Method: dara.String("POST"), AuthType: dara.String("AK"), Style: dara.String("RPC"),
		ReqBodyType: dara.String("formData"), BodyType: dara.String("json"),
	}
	request := &utils.OpenApiRequest{Query: utils.Query(next.Parameters)}
	response, err := client.CallApi(params, request, &dara.RuntimeOptions{})
	var refused *tea.SDKError
	if errors.As(err, &refused) && refused.StatusCode != nil {
		return answer{Code: tea.StringValue(refused.Code)}
	}
	check(err)
	return answer{Body: response["body"]}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
