// What a client key opens, with alibabacloud-dkms-gcs-go-sdk and the clients on it. The first word says which part is to be done; a
// JSON object on standard input says where the instance is, and what there is in it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/alibabacloud-go/tea/tea"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	sdk "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

type pair struct{ Key, Spec, Algorithm string }

type refusal struct {
	Client, KeyId, Protocol, Endpoint, Code, Message string
	Octets, Status                                   int
}

type scene struct {
	Protocol, Endpoint, Ca, Password string
	Key, Rotated, First, Newest      string
	Before                           struct{ Text, Blob string }
	Signers, Encrypters              []pair
	Keys                             map[string]map[string]string
	Refused                          []refusal
}

func main() {
	if os.Args[1] == "secrets" {
		keepSecrets(os.Args[2])
		return
	}
	var there scene
	must(json.NewDecoder(os.Stdin).Decode(&there))
	map[string]func(*scene){"recipe": callEverything, "refused": beRefused, "transfer": transfer}[os.Args[1]](&there)
}

func (there *scene) config(name string) *openapi.Config {
	content, _ := json.Marshal(there.Keys[name])
	config := &openapi.Config{
		Protocol:         tea.String(there.Protocol),
		Endpoint:         tea.String(there.Endpoint),
		ClientKeyContent: tea.String(string(content)),
		Password:         tea.String(there.Password),
	}
	if there.Ca != "" {
		config.CaFilePath = tea.String(there.Ca)
	}
	return config
}

func (there *scene) connect(name string) *sdk.Client {
	return got(sdk.NewClient(there.config(name)))
}

func claim(text string, holds bool, found ...any) {
	if !holds {
		fail(fmt.Errorf("does not hold: %s; found %v", text, found))
	}
	line, _ := json.Marshal(text)
	fmt.Println(string(line))
}

func got[T any](value T, err error) T {
	must(err)
	return value
}

func must(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// What the client tells of an answer that is an error: code, HTTP status, message.
func told(err error) (string, string, string) {
	var found *tea.SDKError
	if !errors.As(err, &found) {
		return "", "", fmt.Sprint(err)
	}
	data := map[string]any{}
	json.Unmarshal([]byte(tea.StringValue(found.Data)), &data)
	return tea.StringValue(found.Code), fmt.Sprint(data["httpCode"]), tea.StringValue(found.Message)
}
