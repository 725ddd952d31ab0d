// Sessions of roles with credentials-go, and calls of CAS and KMS that are signed with them, over TLS. Prints a JSON line for each claim that holds,
// and ends at one that does not. With the word "short" it expects that the sessions it gets are nearly over.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/credentials-go/credentials"
)

func main() {
	ofRole := roleOf(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "")
	ofToken := credentialOf(new(credentials.Config).SetType("oidc_role_arn").SetRoleArn(os.Getenv("CHANCERY_TEST_OIDC_ROLE")).
		SetOIDCProviderArn(os.Getenv("CHANCERY_TEST_OIDC_PROVIDER")).SetOIDCTokenFilePath(os.Getenv("CHANCERY_TEST_OIDC_TOKEN")).SetRoleSessionExpiration(900))
	if len(os.Args) > 1 && os.Args[1] == "short" {
		claim("a session of a role that is nearly over is replaced", keyOf(ofRole) != keyOf(ofRole))
		claim("and the new one signs", listKeys(ofRole) == nil)
		claim("one of a token likewise", keyOf(ofToken) != keyOf(ofToken))
		claim("which signs", listKeys(ofToken) == nil)
		return
	}

	claim("a session signs a call of CAS", call(ofRole, "2020-06-30", "DescribeCACertificateCount") == nil)
	claim("and of KMS", listKeys(ofRole) == nil)
	claim("its key is used again", keyOf(ofRole) == keyOf(ofRole))
	denied := call(ofRole, "2016-01-20", "ListAliases")
	claim("it may do what its role may", denied != nil && strings.Contains(denied.Error(), "Forbidden.NoPermission"))

	key, err := ofRole.GetCredential()
	check(err)
	id, secret, token := *key.AccessKeyId, *key.AccessKeySecret, *key.SecurityToken
	claim("it is a temporary key with a token", strings.HasPrefix(id, "STS.") && token != "")
	given := credentialOf(new(credentials.Config).SetType("sts").SetAccessKeyId(id).SetAccessKeySecret(secret).SetSecurityToken(token))
	claim("which is good where it is given on", listKeys(given) == nil)
	further := credentialOf(configOf(id, secret, token).SetRoleArn(os.Getenv("CHANCERY_TEST_FURTHER_ROLE")))
	claim("and assumes a further role", listKeys(further) == nil)

	claim("the token of a pod signs without any key", listKeys(ofToken) == nil)

	absent := credentialOf(configOf(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "").
		SetRoleArn(os.Getenv("CHANCERY_TEST_ROLE") + "x"))
	_, refused := absent.GetCredential()
	claim("a role that is not there is refused by name", refused != nil && strings.Contains(refused.Error(), "EntityNotExist.Role"))
}

func configOf(id, secret, token string) *credentials.Config {
	return new(credentials.Config).SetType("ram_role_arn").SetAccessKeyId(id).SetAccessKeySecret(secret).SetSecurityToken(token).
		SetRoleArn(os.Getenv("CHANCERY_TEST_ROLE")).SetRoleSessionExpiration(900)
}

func roleOf(id, secret, token string) credentials.Credential {
	return credentialOf(configOf(id, secret, token))
}

func credentialOf(config *credentials.Config) credentials.Credential {
	config.SetSTSEndpoint(os.Getenv("CHANCERY_TEST_ENDPOINT")).SetRoleSessionName("from-go").SetConnectTimeout(60_000).SetTimeout(120_000)
	credential, err := credentials.NewCredential(config)
	check(err)
	return credential
}

func keyOf(credential credentials.Credential) string {
	key, err := credential.GetCredential()
	check(err)
	return *key.AccessKeyId
}

func listKeys(credential credentials.Credential) error {
	return call(credential, "2016-01-20", "ListKeys")
}

func call(credential credentials.Credential, version, action string) error {
	client, err := openapi.NewClient(&utils.Config{
		Credential:     credential,
		Endpoint:       dara.String(os.Getenv("CHANCERY_TEST_ENDPOINT")),
		Protocol:       dara.String("https"),
		RegionId:       dara.String("cn-hangzhou"),
		ConnectTimeout: dara.Int(60_000),
		ReadTimeout:    dara.Int(120_000),
	})
	check(err)
	operation := &utils.Params{
		Action: dara.String(action), Version: dara.String(version), Protocol: dara.String("HTTPS"), Pathname: dara.String("/"),
		Method: dara.String("POST"), AuthType: dara.String("AK"), Style: dara.String("RPC"),
		ReqBodyType: dara.String("formData"), BodyType: dara.String("json"),
	}
	_, err = client.CallApi(operation, &utils.OpenApiRequest{}, &dara.RuntimeOptions{})
	return err
}

func claim(text string, holds bool) {
	if !holds {
		panic("does not hold: " + text)
	}
	line, err := json.Marshal(text)
	check(err)
	fmt.Println(string(line))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
