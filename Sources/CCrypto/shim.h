#ifndef RATINGWATCH_CCRYPTO_SHIM_H
#define RATINGWATCH_CCRYPTO_SHIM_H

#include <stddef.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

// Fills digest[32]; returns 1 on success, as EVP_Digest does.
static inline int ratingwatch_sha256(const void *data, size_t count, unsigned char *digest) {
    return EVP_Digest(data, count, digest, NULL, EVP_sha256(), NULL);
}

// Fills code[32]; returns 1 on success.
static inline int ratingwatch_hmac_sha256(
    const void *key, size_t key_count, const unsigned char *data, size_t count, unsigned char *code) {
    return HMAC(EVP_sha256(), key, (int)key_count, data, count, code, NULL) != NULL;
}

#endif
