import CCrypto

/// The keyed hash of RFC 2104 over SHA-256.
package enum HMAC {
    /// 32 bytes.
    package static func sha256(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        // An empty array has no address, and a key without one means to libcrypto "the key of before".
        let key = key.isEmpty ? [0] : key
        let ok = ratingwatch_hmac_sha256(key, key.count, message, message.count, &code)
        // libcrypto fails here only when its own memory is exhausted; a wrong code must never leave.
        precondition(ok == 1, "libcrypto could not compute HMAC-SHA256")
        return code
    }
}
