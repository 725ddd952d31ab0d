/**
 * Samples in Go on the vendor's current SDK: the package of KMS where it has the operation, the generic client that all packages are
 * made on elsewhere. (The module proxy has no package for CAS, RAM and STS.)
 */
import { goLaidOut } from './go-layout';
import { literal, mapLiteral, type Needed, requestOf, wrapped } from './go-values';
import { projectName } from './project-name';
import type { SampleCall, SampleLanguage } from './sample';
import { fits, kmsModels } from './typed-models';

const CORE = { path: 'github.com/alibabacloud-go/darabonba-openapi/v2', version: 'v2.1.13' };
const TEA = { path: 'github.com/alibabacloud-go/tea', version: 'v1.3.13' };
const KMS = { path: 'github.com/alibabacloud-go/kms-20160120/v3', version: 'v3.2.3' };

export const go: SampleLanguage = {
  id: 'go',
  title: 'Go',
  needs: 'Go 1.19 or later',
  commands: ['go mod tidy', 'go run .'],
  mainFile: () => 'main.go',
  files: call => [
    { path: 'main.go', text: usesKms(call) ? withPackage(call) : withGenericClient(call) },
    { path: 'env_file.go', text: ENV_FILE },
    { path: 'go.mod', text: manifest(call) },
  ],
};

const ENV_FILE = `package main

import (
	"os"
	"strings"
)

// loadEnvFile reads lines NAME='value' of the file .env. What the environment already has stays.
func loadEnvFile() {
	text, err := os.ReadFile(".env")
	if err != nil {
		return
	}
	for _, line := range strings.Split(string(text), "\\n") {
		name, value, found := strings.Cut(strings.TrimSpace(line), "=")
		if !found || strings.HasPrefix(name, "#") {
			continue
		}
		if _, present := os.LookupEnv(name); !present {
			os.Setenv(name, strings.TrimSuffix(strings.TrimPrefix(value, "'"), "'"))
		}
	}
}
`;

const JSON_TEXT = `
func jsonText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		log.Fatal(err)
	}
	return string(text)
}
`;

function usesKms(call: SampleCall): boolean {
  return call.productCode === 'kms' && fits(kmsModels, call);
}

function manifest(call: SampleCall): string {
  const used = usesKms(call) ? [CORE, KMS, TEA] : [CORE, TEA];
  return `module ${projectName(call, 'go')}

go 1.19

require (
${used.map(({ path, version }) => `\t${path} ${version}\n`).join('')})
`;
}

function withPackage(call: SampleCall): string {
  const needed = { jsonText: false };
  const request = requestOf(kmsModels, 'kms', call.action, call.parameters, needed);
  return source(call, needed, {
    imports: [`"${CORE.path}/utils"`, `kms "${KMS.path}/client"`, `"${TEA.path}/dara"`],
    newClient: 'kms.NewClient',
    statements: call.takesParameters
      ? `	answer, err := client.${call.action}(${goLaidOut(request, '\t')})`
      : `	answer, err := client.${call.action}()`,
    body: 'answer.Body',
  });
}

function withGenericClient(call: SampleCall): string {
  const needed = { jsonText: false };
  const places = (['query', 'body'] as const).flatMap(place => {
    const parameters = call.parameters.filter(parameter => parameter.place === place);
    if (parameters.length === 0) return [];
    const value = wrapped('utils.Query(', { ...mapLiteral(parameters, needed), spread: true }, ')');
    return [{ key: place === 'query' ? 'Query' : 'Body', value }];
  });
  const request = { open: '&utils.OpenApiRequest{', entries: places, close: '}', spread: true };
  return source(call, needed, {
    imports: [`openapi "${CORE.path}/client"`, `"${CORE.path}/utils"`, `"${TEA.path}/dara"`],
    newClient: 'openapi.NewClient',
    statements: `	operation := &utils.Params{
		Action:      dara.String("${call.action}"),
		Version:     dara.String("${call.version}"),
		Protocol:    dara.String("${call.endpoint.protocol.toUpperCase()}"),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	request := ${goLaidOut(request, '\t')}
	answer, err := client.CallApi(operation, request, &dara.RuntimeOptions{})`,
    body: 'answer["body"]',
  });
}

interface Parts {
  readonly imports: readonly string[];
  readonly newClient: string;
  /** Up to the one that defines `answer` and `err`. */
  readonly statements: string;
  readonly body: string;
}

function source(call: SampleCall, needed: Needed, { imports, newClient, statements, body }: Parts): string {
  const { endpoint, action, summary } = call;
  const text = (value: string) => literal({ kind: 'text', text: value }, needed);
  return `// ${action}: ${summary}
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

${imports.map(line => `\t${line}\n`).join('')})

func main() {
	log.SetFlags(0)
	loadEnvFile()
	client, err := ${newClient}(&utils.Config{
		Endpoint:        dara.String(${text(endpoint.hostAndPort)}),
		Protocol:        dara.String("${endpoint.protocol}"),
		AccessKeyId:     dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		SecurityToken:   dara.String(os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN")),
	})
	if err != nil {
		log.Fatal(err)
	}
${statements}
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.MarshalIndent(${body}, "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
${needed.jsonText ? JSON_TEXT : ''}`;
}
