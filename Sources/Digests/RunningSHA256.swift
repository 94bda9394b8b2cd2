import CCrypto

/// The SHA-256 digest of bytes that come piece by piece.
package struct RunningSHA256: ~Copyable {
    private let context: OpaquePointer
    private var isGood: Bool

    /// Nil where libcrypto has no memory left.
    package init?() {
        guard let context = EVP_MD_CTX_new() else { return nil }
        self.context = context
        isGood = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func add(_ bytes: [UInt8]) {
        isGood = EVP_DigestUpdate(context, bytes, bytes.count) == 1 && isGood
    }

    /// 64 lower-case hexadecimal digits of all bytes so far, once; nil where libcrypto has failed.
    package mutating func finish() -> String? {
        var digest = [UInt8](repeating: 0, count: 32)
        isGood = EVP_DigestFinal_ex(context, &digest, nil) == 1 && isGood
        return isGood ? SHA256.text(of: digest) : nil
    }
}
