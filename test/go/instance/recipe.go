package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"strings"

	"github.com/alibabacloud-go/tea/tea"
	sdk "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

const version = "x-kms-migrationkeyversionid"

var plain, aad = []byte("hello"), []byte("order 12")

func callEverything(there *scene) {
	kms := there.connect("all")
	encrypt(there, kms)
	makeDataKeys(there, kms)
	makePairs(there, kms)
	sign(there, kms)
	encryptWithPairs(there, kms)

	random := got(kms.GenerateRandom(&sdk.GenerateRandomRequest{Length: tea.Int32(64)}))
	claim("random octets", len(random.Random) == 64)
	secret := got(kms.GetSecretValue(&sdk.GetSecretValueRequest{SecretName: tea.String("instance/password"), FetchExtendedConfig: tea.Bool(true)}))
	claim("a secret is read", tea.StringValue(secret.SecretData) == "correct horse" && tea.StringValue(secret.VersionStages[0]) == "ACSCurrent", secret)

	wrong := there.config("all")
	wrong.Password = tea.String("another-1A")
	_, err := sdk.NewClient(wrong)
	claim("the file does not open with another password", err != nil && strings.Contains(err.Error(), "password"), err)
	claim("every operation is called", true)
}

func encrypt(there *scene, kms *sdk.Client) {
	encrypted := got(kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String("alias/instance"), Plaintext: plain, Aad: aad}, once))
	claim("the answer has the id of the key", tea.StringValue(encrypted.KeyId) == there.Key, encrypted)
	claim("a version of 36 characters", len(tea.StringValue(encrypted.Headers[version])) == 36, encrypted.Headers)
	opened := got(kms.Decrypt(&sdk.DecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv, Algorithm: encrypted.Algorithm, Aad: aad}))
	claim("Decrypt opens what Encrypt made", bytes.Equal(opened.Plaintext, plain))
	either := got(kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv, Algorithm: encrypted.Algorithm, Aad: aad}))
	claim("AdvanceDecrypt does too", bytes.Equal(either.Plaintext, plain))
	_, err := kms.DecryptWithOptions(&sdk.DecryptRequest{KeyId: encrypted.KeyId, CiphertextBlob: encrypted.CiphertextBlob, Iv: encrypted.Iv}, once)
	code, status, _ := told(err)
	claim("without the Aad it is an InternalFailure", code == "InternalFailure" && status == "500", err)

	advanced := got(kms.AdvanceEncrypt(&sdk.AdvanceEncryptRequest{KeyId: tea.String(there.Rotated), Plaintext: plain, Aad: aad}))
	claim("AdvanceEncrypt uses the newest version", tea.StringValue(advanced.KeyVersionId) == there.Newest, advanced)
	either = got(kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: advanced.CiphertextBlob, Aad: aad}))
	claim("and its ciphertext says all but the Aad", bytes.Equal(either.Plaintext, plain) && tea.StringValue(either.KeyId) == there.Rotated)
	old := got(kms.EncryptWithOptions(&sdk.EncryptRequest{KeyId: tea.String(there.Rotated), Plaintext: plain}, once))
	claim("Encrypt stays with the first", tea.StringValue(old.Headers[version]) == there.First, old.Headers)
}

func makeDataKeys(there *scene, kms *sdk.Client) {
	made := got(kms.GenerateDataKey(&sdk.GenerateDataKeyRequest{KeyId: tea.String(there.Key), NumberOfBytes: tea.Int32(32), Aad: aad}))
	opened := got(kms.Decrypt(&sdk.DecryptRequest{KeyId: made.KeyId, CiphertextBlob: made.CiphertextBlob, Iv: made.Iv, Aad: aad}))
	claim("a data key comes back", len(made.Plaintext) == 32 && bytes.Equal(opened.Plaintext, made.Plaintext))
	newer := got(kms.AdvanceGenerateDataKey(&sdk.AdvanceGenerateDataKeyRequest{KeyId: tea.String(there.Key), NumberOfBytes: tea.Int32(16), Aad: aad}))
	either := got(kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: newer.CiphertextBlob, Aad: aad}))
	claim("an advanced one too", len(newer.Plaintext) == 16 && bytes.Equal(either.Plaintext, newer.Plaintext))
}

func makePairs(there *scene, kms *sdk.Client) {
	for _, one := range []struct{ spec, form string }{{"RSA_2048", "PEM"}, {"EC_P256", "DER"}} {
		key, spec, form := tea.String(there.Key), tea.String(one.spec), tea.String(one.form)
		pair := got(kms.GenerateDataKeyPair(&sdk.GenerateDataKeyPairRequest{KeyId: key, KeyPairSpec: spec, KeyFormat: form, Aad: aad}))
		claimPair("a pair "+one.spec, pair.PrivateKeyPlaintext, pair.PublicKey)
		opened := got(kms.Decrypt(&sdk.DecryptRequest{KeyId: key, CiphertextBlob: pair.PrivateKeyCiphertextBlob, Iv: pair.Iv, Aad: aad}))
		claim("and its private key decrypted", bytes.Equal(opened.Plaintext, pair.PrivateKeyPlaintext))
		quiet := got(kms.GenerateDataKeyPairWithoutPlaintext(&sdk.GenerateDataKeyPairWithoutPlaintextRequest{KeyId: key, KeyPairSpec: spec, KeyFormat: form, Aad: aad}))
		opened = got(kms.Decrypt(&sdk.DecryptRequest{KeyId: key, CiphertextBlob: quiet.PrivateKeyCiphertextBlob, Iv: quiet.Iv, Aad: aad}))
		claimPair("a pair without plaintext", opened.Plaintext, quiet.PublicKey)

		newer := got(kms.AdvanceGenerateDataKeyPair(&sdk.AdvanceGenerateDataKeyPairRequest{KeyId: key, KeyPairSpec: spec, KeyFormat: form, Aad: aad}))
		either := got(kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: newer.PrivateKeyCiphertextBlob, Aad: aad}))
		claim("an advanced pair", bytes.Equal(either.Plaintext, newer.PrivateKeyPlaintext))
		silent := got(kms.AdvanceGenerateDataKeyPairWithoutPlaintext(&sdk.AdvanceGenerateDataKeyPairWithoutPlaintextRequest{KeyId: key, KeyPairSpec: spec, KeyFormat: form, Aad: aad}))
		either = got(kms.AdvanceDecrypt(&sdk.AdvanceDecryptRequest{CiphertextBlob: silent.PrivateKeyCiphertextBlob, Aad: aad}))
		claimPair("and one without plaintext", either.Plaintext, silent.PublicKey)
	}
}

// PKCS #8 and SubjectPublicKeyInfo, PEM or DER, belong together.
func claimPair(text string, private, public []byte) {
	key := got(x509.ParsePKCS8PrivateKey(der(private))).(interface{ Public() crypto.PublicKey })
	other := got(x509.ParsePKIXPublicKey(der(public)))
	claim(text, key.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(other))
}

func der(encoded []byte) []byte {
	if block, _ := pem.Decode(encoded); block != nil {
		return block.Bytes
	}
	return encoded
}

func sign(there *scene, kms *sdk.Client) {
	digest := sha256.Sum256(plain)
	for _, signer := range there.Signers {
		key, algorithm := tea.String(signer.Key), tea.String(signer.Algorithm)
		public := []byte(tea.StringValue(got(kms.GetPublicKey(&sdk.GetPublicKeyRequest{KeyId: key})).PublicKey))
		for kind, message := range map[string][]byte{"RAW": plain, "DIGEST": digest[:]} {
			signed := got(kms.Sign(&sdk.SignRequest{KeyId: key, Algorithm: algorithm, Message: message, MessageType: tea.String(kind)}))
			verified := got(kms.Verify(&sdk.VerifyRequest{KeyId: key, Algorithm: algorithm, Message: message, MessageType: tea.String(kind), Signature: signed.Signature}))
			claim(signer.Spec+" signs "+kind+" with "+signer.Algorithm, tea.BoolValue(verified.Value))
			wrong := got(kms.Verify(&sdk.VerifyRequest{KeyId: key, Algorithm: algorithm, Message: aad, MessageType: tea.String("RAW"), Signature: signed.Signature}))
			claim("and tells a wrong signature", !tea.BoolValue(wrong.Value))
			// Go has no curve secp256k1 and no SM2.
			if signer.Spec != "EC_P256K" && signer.Spec != "EC_SM2" {
				claim("Go verifies it", isSigned(der(public), signer.Algorithm, digest[:], signed.Signature))
			}
		}
	}
}

func isSigned(public []byte, algorithm string, digest, signature []byte) bool {
	switch key := got(x509.ParsePKIXPublicKey(public)).(type) {
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(key, digest, signature)
	case *rsa.PublicKey:
		if algorithm == "RSA_PSS_SHA_256" {
			return rsa.VerifyPSS(key, crypto.SHA256, digest, signature, &rsa.PSSOptions{SaltLength: 32}) == nil
		}
		return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest, signature) == nil
	}
	return false
}

func encryptWithPairs(there *scene, kms *sdk.Client) {
	for _, encrypter := range there.Encrypters {
		key, algorithm := tea.String(encrypter.Key), tea.String(encrypter.Algorithm)
		encrypted := got(kms.Encrypt(&sdk.EncryptRequest{KeyId: key, Plaintext: plain, Algorithm: algorithm}))
		opened := got(kms.Decrypt(&sdk.DecryptRequest{KeyId: key, CiphertextBlob: encrypted.CiphertextBlob, Algorithm: algorithm}))
		claim(encrypter.Spec+" encrypts with "+encrypter.Algorithm, bytes.Equal(opened.Plaintext, plain))
	}
}
