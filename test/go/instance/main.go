// What a client key opens, with alibabacloud-dkms-gcs-go-sdk. Reads a JSON object on standard input: where the instance is, client keys, and what there is in it.
package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/alibabacloud-go/tea/tea"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	util "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi-util"
	sdk "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

const version = "x-kms-migrationkeyversionid"

type scene struct {
	Protocol, Endpoint, Ca, Password    string
	Key, Rotated, First, Newest         string
	Disabled, Rsa, Ec, Oaep, Ecies, Sm2 string
	Keys                                map[string]map[string]string
}

func claim(text string, holds bool, found ...any) {
	if !holds {
		fmt.Fprintf(os.Stderr, "does not hold: %s; found %v\n", text, found)
		os.Exit(1)
	}
	line, _ := json.Marshal(text)
	fmt.Println(string(line))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func refused(code string, status int, err error) {
	var found *tea.SDKError
	if !errors.As(err, &found) {
		claim(code, false, err)
	}
	told := map[string]any{}
	json.Unmarshal([]byte(tea.StringValue(found.Data)), &told)
	claim(fmt.Sprintf("%s is %d", code, status), tea.StringValue(found.Code) == code && fmt.Sprint(told["httpCode"]) == fmt.Sprint(status), err)
}

func main() {
	var there scene
	must(json.NewDecoder(os.Stdin).Decode(&there))
	connect := func(name, password string) (*sdk.Client, error) {
		content, _ := json.Marshal(there.Keys[name])
		config := &openapi.Config{
			Protocol:         tea.String(there.Protocol),
			Endpoint:         tea.String(there.Endpoint),
			ClientKeyContent: tea.String(string(content)),
			Password:         tea.String(password),
		}
		if there.Ca != "" {
			config.CaFilePath = tea.String(there.Ca)
		}
		return sdk.NewClient(config)
	}
	kms, err := connect("all", there.Password)
	must(err)
	once := &util.RuntimeOptions{Autoretry: tea.Bool(false), Headers: []*string{tea.String(version)}}
	plain, aad := []byte("hello"), []byte("order 12")

	encrypted, err := kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String("alias/instance"), Plaintext: plain, Aad: aad}, once)
	must(err)
	claim("the answer has the id of the key", tea.StringValue(encrypted.KeyId) == there.Key, encrypted)
	opened, err := kms.Decrypt(&sdk.DecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv, Algorithm: encrypted.Algorithm, Aad: aad})
	must(err)
	claim("Decrypt opens what Encrypt made", bytes.Equal(opened.Plaintext, plain))
	either, err := kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv, Algorithm: encrypted.Algorithm, Aad: aad})
	must(err)
	claim("AdvanceDecrypt does too", bytes.Equal(either.Plaintext, plain))

	advanced, err := kms.AdvanceEncrypt(&sdk.AdvanceEncryptRequest{KeyId: tea.String(there.Rotated), Plaintext: plain})
	must(err)
	claim("AdvanceEncrypt uses the newest version", tea.StringValue(advanced.KeyVersionId) == there.Newest, advanced)
	either, err = kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: advanced.CiphertextBlob})
	must(err)
	claim("and its ciphertext says all", bytes.Equal(either.Plaintext, plain) && tea.StringValue(either.KeyId) == there.Rotated)

	dataKey, err := kms.GenerateDataKey(&sdk.GenerateDataKeyRequest{KeyId: tea.String(there.Key), NumberOfBytes: tea.Int32(32), Aad: aad})
	must(err)
	opened, err = kms.Decrypt(&sdk.DecryptRequest{KeyId: dataKey.KeyId, CiphertextBlob: dataKey.CiphertextBlob, Iv: dataKey.Iv, Aad: aad})
	must(err)
	claim("a data key comes back", len(dataKey.Plaintext) == 32 && bytes.Equal(opened.Plaintext, dataKey.Plaintext))
	newer, err := kms.AdvanceGenerateDataKey(&sdk.AdvanceGenerateDataKeyRequest{KeyId: tea.String(there.Key), NumberOfBytes: tea.Int32(16)})
	must(err)
	either, err = kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: newer.CiphertextBlob})
	must(err)
	claim("an advanced one too", len(newer.Plaintext) == 16 && bytes.Equal(either.Plaintext, newer.Plaintext))

	for _, spec := range []string{"RSA_2048", "EC_P256"} {
		pair, err := kms.GenerateDataKeyPair(&sdk.GenerateDataKeyPairRequest{KeyId: tea.String(there.Key), KeyPairSpec: tea.String(spec), KeyFormat: tea.String("DER")})
		must(err)
		private, err := x509.ParsePKCS8PrivateKey(pair.PrivateKeyPlaintext)
		must(err)
		public, err := x509.ParsePKIXPublicKey(pair.PublicKey)
		must(err)
		switch key := private.(type) {
		case *rsa.PrivateKey:
			claim("a pair "+spec, key.PublicKey.Equal(public))
		case *ecdsa.PrivateKey:
			claim("a pair "+spec, key.PublicKey.Equal(public))
		}
		opened, err = kms.Decrypt(&sdk.DecryptRequest{KeyId: pair.KeyId, CiphertextBlob: pair.PrivateKeyCiphertextBlob, Iv: pair.Iv})
		must(err)
		claim("and its private key decrypted", bytes.Equal(opened.Plaintext, pair.PrivateKeyPlaintext))
	}

	digest := sha256.Sum256(plain)
	for _, one := range []struct{ key, algorithm string }{{there.Rsa, "RSA_PSS_SHA_256"}, {there.Rsa, "RSA_PKCS1_SHA_256"}, {there.Ec, "ECDSA_SHA_256"}} {
		signed, err := kms.Sign(&sdk.SignRequest{KeyId: tea.String(one.key), Algorithm: tea.String(one.algorithm), Message: plain, MessageType: tea.String("RAW")})
		must(err)
		verified, err := kms.Verify(&sdk.VerifyRequest{KeyId: tea.String(one.key), Algorithm: tea.String(one.algorithm), Message: digest[:], MessageType: tea.String("DIGEST"), Signature: signed.Signature})
		must(err)
		claim("signed RAW and verified DIGEST with "+one.algorithm, tea.BoolValue(verified.Value))
		wrong, err := kms.Verify(&sdk.VerifyRequest{KeyId: tea.String(one.key), Algorithm: tea.String(one.algorithm), Message: aad, MessageType: tea.String("RAW"), Signature: signed.Signature})
		must(err)
		claim("and a wrong one told", !tea.BoolValue(wrong.Value))
		if one.key == there.Ec {
			shown, err := kms.GetPublicKey(&sdk.GetPublicKeyRequest{KeyId: tea.String(one.key)})
			must(err)
			block, _ := pem.Decode([]byte(tea.StringValue(shown.PublicKey)))
			public, err := x509.ParsePKIXPublicKey(block.Bytes)
			must(err)
			claim("Go verifies ECDSA", ecdsa.VerifyASN1(public.(*ecdsa.PublicKey), digest[:], signed.Signature))
		}
	}
	for key, algorithm := range map[string]string{there.Oaep: "RSAES_OAEP_SHA_256", there.Ecies: "ECIES_DH_SHA_1_XOR_HMAC"} {
		encrypted, err := kms.Encrypt(&sdk.EncryptRequest{KeyId: tea.String(key), Plaintext: plain, Algorithm: tea.String(algorithm)})
		must(err)
		opened, err = kms.Decrypt(&sdk.DecryptRequest{KeyId: tea.String(key), CiphertextBlob: encrypted.CiphertextBlob, Algorithm: tea.String(algorithm)})
		must(err)
		claim("encrypted and decrypted with "+algorithm, bytes.Equal(opened.Plaintext, plain))
	}

	random, err := kms.GenerateRandom(&sdk.GenerateRandomRequest{Length: tea.Int32(64)})
	must(err)
	claim("random octets", len(random.Random) == 64)
	secret, err := kms.GetSecretValue(&sdk.GetSecretValueRequest{SecretName: tea.String("instance/password")})
	must(err)
	claim("a secret is read", tea.StringValue(secret.SecretData) == "correct horse" && tea.StringValue(secret.VersionStages[0]) == "ACSCurrent")

	_, err = connect("all", "another-1A")
	claim("the file does not open with another password", err != nil && strings.Contains(err.Error(), "password"), err)
	_, err = kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String("alias/none"), Plaintext: plain}, once)
	refused("Forbidden.KeyNotFound", 404, err)
	_, err = kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String(there.Disabled), Plaintext: plain}, once)
	refused("Rejected.Disabled", 409, err)
	_, err = kms.DecryptWithOptions(&sdk.DecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv}, once)
	refused("InternalFailure", 500, err)
	_, err = kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String(there.Key), Plaintext: make([]byte, 3<<20)}, once)
	refused("InvalidParameter", 413, err)
	for _, name := range []string{"keys only", "another network", "not valid yet"} {
		other, err := connect(name, there.Password)
		must(err)
		_, err = other.GetSecretValueWithOptions(&sdk.GetSecretValueRequest{SecretName: tea.String("instance/password")}, once)
		refused("Forbidden.NoPermission", 403, err)
	}
	gone, err := connect("deleted", there.Password)
	must(err)
	_, err = gone.GenerateRandomWithOptions(&sdk.GenerateRandomRequest{Length: tea.Int32(1)}, once)
	refused("Unauthorized", 404, err)
}
