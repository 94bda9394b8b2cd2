import Glibc

/// What tells the charset of a document, and the names by which the C library knows charsets.
enum Charset {
    /// The charset of a byte order mark, or of the first two characters of a document in wide characters.
    static func marked(_ bytes: [UInt8]) -> (name: String, markLength: Int)? {
        marks.first { bytes.starts(with: $0.bytes) }.map { ($0.name, $0.markLength) }
    }

    /// The charset that the XML declaration at the beginning states.
    static func declaredInXML(_ bytes: [UInt8]) -> String? {
        let end = bytes.prefix(1024).firstIndex(of: UInt8(ascii: ">")) ?? 0
        let head = lowercased(bytes[..<end].drop { isSpace($0) })
        return head.holds("<?xml", at: 0) ? value(of: "encoding", in: head) : nil
    }

    /// The charset that the first fitting `meta` element states.
    static func declaredInHTML(_ bytes: [UInt8]) -> String? {
        let head = lowercased(bytes.prefix(4096))
        var index = head.index(after: "<meta", from: 0)
        while index < head.count {
            let end = head.index(after: ">", from: index)
            if let name = value(of: "charset", in: Array(head[index..<end])) { return name }
            index = head.index(after: "<meta", from: end)
        }
        return nil
    }

    /// The name that the C library knows; what publishers call ISO 8859-1 or ASCII is windows-1252 in truth.
    static func known(_ name: String) -> String {
        let key = name.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        return aliases[key] ?? key
    }

    static func isWide(_ name: String) -> Bool {
        ["utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646-ucs", "utf16", "utf32"].contains { name.hasPrefix($0) }
    }

    /// The character that publishers mean, who count as windows-1252 does where Unicode has controls.
    static func meant(_ scalar: Unicode.Scalar) -> Unicode.Scalar { windows1252[scalar.value] ?? scalar }

    private static func value(of attribute: StaticString, in tag: [UInt8]) -> String? {
        let rest = tag[tag.index(after: attribute, from: 0)...].drop(while: isSpace)
        guard rest.first == UInt8(ascii: "=") else { return nil }
        let value = rest.dropFirst().drop { isSpace($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let charset = value.prefix { isInName($0) }
        return charset.isEmpty ? nil : String(decoding: charset, as: UTF8.self)
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Letters, digits, and `+-.:_`.
    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
        default: false
        }
    }

    // Longer marks first: UTF-32 begins like UTF-16. The last six have no mark, but begin with "<?" or "<r".
    private static let marks: [(bytes: [UInt8], name: String, markLength: Int)] = [
        ([0xEF, 0xBB, 0xBF], "utf-8", 3),
        ([0xFF, 0xFE, 0, 0], "utf-32le", 4),
        ([0, 0, 0xFE, 0xFF], "utf-32be", 4),
        ([0xFF, 0xFE], "utf-16le", 2),
        ([0xFE, 0xFF], "utf-16be", 2),
        ([0x3C, 0, 0, 0], "utf-32le", 0),
        ([0, 0, 0, 0x3C], "utf-32be", 0),
        ([0x3C, 0, 0x3F, 0], "utf-16le", 0),
        ([0, 0x3C, 0, 0x3F], "utf-16be", 0),
        ([0x4C, 0x6F, 0xA7, 0x94], "cp037", 0),
    ]

    private static let aliases: [String: String] = [
        "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252",
        "latin1": "windows-1252", "latin-1": "windows-1252", "l1": "windows-1252", "us-ascii": "windows-1252",
        "ascii": "windows-1252", "iso-8859-9": "windows-1254", "latin5": "windows-1254", "tis-620": "windows-874",
        "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
        "x-sjis": "cp932", "sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5-hkscs",
        "x-mac-roman": "macintosh", "x-macintosh": "macintosh",
    ]

    private static let windows1252: [UInt32: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
        0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
        0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]
}

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
