/// What tells the charset of a document, and the names by which the C library knows charsets.
enum Charset {
    /// The charset of a byte order mark, or of the first two characters of a document in wide characters.
    static func marked(_ bytes: [UInt8]) -> (name: String, markLength: Int)? {
        marks.first { bytes.starts(with: $0.bytes) }.map { ($0.name, $0.markLength) }
    }

    /// The charset that the XML declaration at the beginning states.
    static func declaredInXML(_ bytes: [UInt8]) -> String? {
        let head = latin1(bytes.prefix(1024).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) })
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return nil }
        return value(of: "encoding", in: head[..<end.lowerBound])
    }

    /// The charset that the first fitting `meta` element states.
    static func declaredInHTML(_ bytes: [UInt8]) -> String? {
        var rest = latin1(bytes.prefix(4096))[...]
        while let tag = rest.firstRange(of: "<meta") {
            rest = rest[tag.upperBound...]
            let end = rest.firstIndex(of: ">") ?? rest.endIndex
            if let name = value(of: "charset", in: rest[..<end]) { return name }
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

    private static func value(of attribute: String, in text: Substring) -> String? {
        guard let name = text.firstRange(of: attribute) else { return nil }
        let rest = text[name.upperBound...].drop(while: \.isWhitespace)
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let charset = value.prefix { $0.isLetter || $0.isNumber || "-_.:+".contains($0) }
        return charset.isEmpty ? nil : String(charset)
    }

    private static func latin1(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text.lowercased()
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
