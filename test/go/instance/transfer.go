package main

import (
	"crypto/sha256"
	"encoding/base64"
	"os"
	"strings"

	"github.com/alibabacloud-go/tea/tea"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/kms"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	sdk "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
	transfersdk "github.com/aliyun/alibabacloud-dkms-transfer-go-sdk/sdk"
)

const context = `{"tenant":"1","order":"7"}`

// Moves ciphertexts between the RPC API and the instance, with alibabacloud-dkms-transfer-go-sdk.
func transfer(there *scene) {
	shared, instance := there.transferClient(nil), there.transferClient(there.config("all"))
	clients := map[string]*transfersdk.KmsTransferClient{"the RPC API": shared, "the instance": instance}
	plaintext := base64.StdEncoding.EncodeToString(plain)
	for _, key := range []string{there.Key, there.Rotated} {
		for maker, making := range clients {
			encrypted := got(making.Encrypt(to(kms.CreateEncryptRequest(), func(r *kms.EncryptRequest) {
				r.KeyId, r.Plaintext, r.EncryptionContext = key, plaintext, context
			})))
			dataKey := got(making.GenerateDataKey(to(kms.CreateGenerateDataKeyRequest(), func(r *kms.GenerateDataKeyRequest) {
				r.KeyId, r.KeySpec, r.EncryptionContext = key, "AES_128", context
			})))
			quiet := got(making.GenerateDataKeyWithoutPlaintext(to(kms.CreateGenerateDataKeyWithoutPlaintextRequest(), func(r *kms.GenerateDataKeyWithoutPlaintextRequest) {
				r.KeyId = key
			})))
			for opener, opening := range clients {
				text, id := open(opening, encrypted.CiphertextBlob, context)
				claim("made by "+maker+", opened by "+opener, text == plaintext && id == key, text, id)
				text, _ = open(opening, dataKey.CiphertextBlob, context)
				claim("a data key made by "+maker+", opened by "+opener, text == dataKey.Plaintext, text)
				text, _ = open(opening, quiet.CiphertextBlob, "")
				claim("one without plaintext too", len(got(base64.StdEncoding.DecodeString(text))) == 32, text)
			}
		}
	}
	for opener, opening := range clients {
		text, id := open(opening, there.Before.Blob, "")
		claim("made before the rotation, opened by "+opener, text == there.Before.Text && id == there.Rotated, text, id)
	}
	transferAdvanced(there, shared, plaintext)
	transferPairs(there, shared, instance)

	secret := got(instance.GetSecretValue(to(kms.CreateGetSecretValueRequest(), func(r *kms.GetSecretValueRequest) { r.SecretName = "instance/password" })))
	claim("a secret is read through the instance", secret.SecretData == "correct horse", secret)
}

// With a configuration of the instance it calls that, without one the RPC API.
func (there *scene) transferClient(config *openapi.Config) *transfersdk.KmsTransferClient {
	client := got(transfersdk.NewClientWithAccessKey("cn-hangzhou", os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), config))
	client.Domain = there.Endpoint
	return client
}

func to[T requests.AcsRequest](request T, fill func(T)) T {
	request.SetScheme("https")
	fill(request)
	return request
}

func open(client *transfersdk.KmsTransferClient, blob, encryptionContext string) (string, string) {
	opened := got(client.Decrypt(to(kms.CreateDecryptRequest(), func(r *kms.DecryptRequest) {
		r.CiphertextBlob, r.EncryptionContext = blob, encryptionContext
	})))
	return opened.Plaintext, opened.KeyId
}

// The RPC API's blob is the newer one of the instance without its first three octets (wire/kms-instance.md section 4.4).
func transferAdvanced(there *scene, shared *transfersdk.KmsTransferClient, plaintext string) {
	prefix := []byte{0x24, 0, 2}
	digest := sha256.Sum256([]byte("order=7&tenant=1"))
	gcs := there.connect("all")
	made := got(gcs.AdvanceEncrypt(&sdk.AdvanceEncryptRequest{KeyId: tea.String(there.Rotated), Plaintext: []byte(plaintext), Aad: digest[:]}))
	text, _ := open(shared, base64.StdEncoding.EncodeToString(made.CiphertextBlob[len(prefix):]), context)
	claim("made by AdvanceEncrypt, opened by the RPC API", text == plaintext, text)
	encrypted := got(shared.Encrypt(to(kms.CreateEncryptRequest(), func(r *kms.EncryptRequest) {
		r.KeyId, r.Plaintext, r.EncryptionContext = there.Rotated, plaintext, context
	})))
	blob := got(base64.StdEncoding.DecodeString(encrypted.CiphertextBlob))
	opened := got(gcs.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: append(prefix, blob...), Aad: digest[:]}))
	claim("made by the RPC API, opened by AdvanceDecrypt", string(opened.Plaintext) == plaintext)
	claim("both with the newest version", tea.StringValue(opened.KeyVersionId) == there.Newest && tea.StringValue(made.KeyVersionId) == there.Newest)
}

func transferPairs(there *scene, shared, instance *transfersdk.KmsTransferClient) {
	digest := sha256.Sum256(plain)
	encoded := base64.StdEncoding.EncodeToString(digest[:])
	for _, signer := range there.Signers {
		version := versionOf(shared, signer.Key)
		signed := got(instance.AsymmetricSign(to(kms.CreateAsymmetricSignRequest(), func(r *kms.AsymmetricSignRequest) {
			r.KeyId, r.KeyVersionId, r.Algorithm, r.Digest = signer.Key, version, signer.Algorithm, encoded
		})))
		for name, client := range map[string]*transfersdk.KmsTransferClient{"the RPC API": shared, "the instance": instance} {
			verified := got(client.AsymmetricVerify(to(kms.CreateAsymmetricVerifyRequest(), func(r *kms.AsymmetricVerifyRequest) {
				r.KeyId, r.KeyVersionId, r.Algorithm, r.Digest, r.Value = signer.Key, version, signer.Algorithm, encoded, signed.Value
			})))
			claim("signed at the instance with "+signer.Algorithm+", verified by "+name, verified.Value)
		}
	}
	for _, encrypter := range there.Encrypters {
		// The RPC API has no ECIES.
		if strings.HasPrefix(encrypter.Algorithm, "ECIES") {
			continue
		}
		version := versionOf(shared, encrypter.Key)
		encrypted := got(shared.AsymmetricEncrypt(to(kms.CreateAsymmetricEncryptRequest(), func(r *kms.AsymmetricEncryptRequest) {
			r.KeyId, r.KeyVersionId, r.Algorithm, r.Plaintext = encrypter.Key, version, encrypter.Algorithm, encoded
		})))
		opened := got(instance.AsymmetricDecrypt(to(kms.CreateAsymmetricDecryptRequest(), func(r *kms.AsymmetricDecryptRequest) {
			r.KeyId, r.KeyVersionId, r.Algorithm, r.CiphertextBlob = encrypter.Key, version, encrypter.Algorithm, encrypted.CiphertextBlob
		})))
		claim("made by the RPC API with "+encrypter.Algorithm+", opened by the instance", opened.Plaintext == encoded)
	}
}

func versionOf(shared *transfersdk.KmsTransferClient, key string) string {
	listed := got(shared.ListKeyVersions(to(kms.CreateListKeyVersionsRequest(), func(r *kms.ListKeyVersionsRequest) { r.KeyId = key })))
	return listed.KeyVersions.KeyVersion[0].KeyVersionId
}
