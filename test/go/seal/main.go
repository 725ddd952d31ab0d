// Seals and unseals what is on stdin with the seal "alicloudkms" of Vault and OpenBao: seal seal KEY or seal unseal KEY. What is sealed is Base64.
package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"os"

	wrapping "github.com/hashicorp/go-kms-wrapping/v2"
	"github.com/hashicorp/go-kms-wrapping/wrappers/alicloudkms/v2"
	"google.golang.org/protobuf/proto"
)

func main() {
	ctx := context.Background()
	action, key := os.Args[1], os.Args[2]
	seal := alicloudkms.NewWrapper()
	_, err := seal.SetConfig(ctx, wrapping.WithConfigMap(map[string]string{
		"kms_key_id": key,
		"region":     "cn-hangzhou",
		"domain":     os.Getenv("CHANCERY_TEST_ENDPOINT"),
		"access_key": os.Getenv("CHANCERY_TEST_ACCESS_KEY"),
		"secret_key": os.Getenv("CHANCERY_TEST_SECRET_KEY"),
	}))
	check(err)
	input, err := io.ReadAll(os.Stdin)
	check(err)
	if action == "seal" {
		blob, err := seal.Encrypt(ctx, input)
		check(err)
		octets, err := proto.Marshal(blob)
		check(err)
		fmt.Print(base64.StdEncoding.EncodeToString(octets))
		return
	}
	octets, err := base64.StdEncoding.DecodeString(string(input))
	check(err)
	var blob wrapping.BlobInfo
	check(proto.Unmarshal(octets, &blob))
	opened, err := seal.Decrypt(ctx, &blob)
	check(err)
	os.Stdout.Write(opened)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
