import CCrypto

/// The SHA-256 digest of FIPS 180-4.
package enum SHA256 {
    /// 32 bytes.
    package static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        var output = [UInt8](repeating: 0, count: 32)
        let ok = input.withUnsafeBytes { ratingwatch_sha256($0.baseAddress, $0.count, &output) }
        // libcrypto fails here only when its own memory is exhausted; a wrong digest must never leave.
        precondition(ok == 1, "libcrypto could not compute SHA-256")
        return output
    }

    /// 64 lower-case hexadecimal digits.
    package static func hex(of bytes: some Sequence<UInt8>) -> String { text(of: digest(of: bytes)) }

    static func text(of digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// 64 lower-case hexadecimal digits of the text's UTF-8 bytes.
    package static func hex(of text: String) -> String { hex(of: text.utf8) }
}

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
