package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	cache "github.com/aliyun/aliyun-secretsmanager-client-go/sdk"
	"github.com/aliyun/aliyun-secretsmanager-client-go/sdk/logger"
	"github.com/aliyun/aliyun-secretsmanager-client-go/sdk/service"
)

// Keeps one secret with aliyun-secretsmanager-client-go, which the environment tells where it is. One line of JSON on standard input
// says what to do, to refresh it, or to read it or another; one line answers.
func keepSecrets(name string) {
	manager := service.NewDefaultSecretManagerClientBuilder().Build()
	quiet := logger.NewDefaultLogger(log.New(io.Discard, "", 0))
	client := got(cache.NewSecretCacheClientBuilder(manager).WithParseJSONTTL("ttl").WithLogger(quiet).Build())
	defer client.Close()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked struct {
			Action     string
			Parameters struct{ Name string }
		}
		must(json.Unmarshal(lines.Bytes(), &asked))
		answer := map[string]any{}
		if asked.Action == "refresh" {
			answer["refreshed"] = got(client.RefreshNow(name))
		} else {
			info, err := client.GetSecretInfo(cmp.Or(asked.Parameters.Name, name))
			if err != nil {
				fmt.Println(string(got(json.Marshal(map[string]any{"code": codeOf(err)}))))
				continue
			}
			answer["value"], answer["version"], answer["type"] = info.SecretValue, info.VersionId, info.SecretDataType
		}
		line := got(json.Marshal(map[string]any{"body": answer}))
		fmt.Println(string(line))
	}
}

func codeOf(err error) string {
	var told interface{ ErrorCode() string }
	if !errors.As(err, &told) {
		fail(err)
	}
	return told.ErrorCode()
}
