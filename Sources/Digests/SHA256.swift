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
