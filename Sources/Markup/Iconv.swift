import Glibc

/// A converter from one charset to UTF-8; the only owner of its descriptor.
struct Iconv: ~Copyable {
    private let descriptor: iconv_t

    /// `nil` where the C library does not know the charset.
    init?(from charset: String) {
        guard let opened = iconv_open("UTF-8", charset), opened != iconv_t(bitPattern: -1) else { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// The text as UTF-8, and how many bytes stood for nothing: each becomes U+FFFD.
    func convert(_ bytes: ArraySlice<UInt8>) -> (utf8: [UInt8], invalid: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var invalid = 0
        bytes.withUnsafeBytes { source in
            var next = UnsafeMutablePointer(mutating: source.bindMemory(to: CChar.self).baseAddress)
            var left = source.count
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { chunk in
                while left > 0 {
                    var free = chunk.baseAddress
                    var space = chunk.count
                    let result = iconv(descriptor, &next, &left, &free, &space)
                    let failure = errno
                    output.append(
                        contentsOf: UnsafeRawBufferPointer(
                            rebasing: UnsafeRawBufferPointer(chunk)[..<(chunk.count - space)]))
                    if result == -1, failure == EILSEQ || failure == EINVAL {
                        output.append(contentsOf: "\u{FFFD}".utf8)
                        invalid += 1
                        next = next?.successor()
                        left -= 1
                    }
                }
            }
        }
        return (output, invalid)
    }
}
