package main

import (
	"fmt"
	"strings"

	"github.com/alibabacloud-go/tea/tea"
	util "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi-util"
	sdk "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

var once = &util.RuntimeOptions{Autoretry: tea.Bool(false), Headers: []*string{tea.String(version)}}

// Makes each call that the scene says is refused.
func beRefused(there *scene) {
	for _, expected := range there.Refused {
		where := *there
		if expected.Endpoint != "" {
			where.Protocol, where.Endpoint = expected.Protocol, expected.Endpoint
		}
		kms := where.connect(expected.Client)
		var err error
		if expected.KeyId == "" {
			_, err = kms.GetSecretValueWithOptions(&sdk.GetSecretValueRequest{SecretName: tea.String("instance/password")}, once)
		} else {
			plain := make([]byte, max(expected.Octets, 1))
			_, err = kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String(expected.KeyId), Plaintext: plain}, once)
		}
		code, status, message := told(err)
		holds := code == expected.Code && status == fmt.Sprint(expected.Status) && strings.Contains(message, expected.Message)
		claim(fmt.Sprintf("%s: %s is %d", expected.Client, expected.Code, expected.Status), holds, err)
	}
	claim("all of it is refused", true)
}
