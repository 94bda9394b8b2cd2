/// Text as it stands in HTML, SVG and XML, between tags and within quoted attributes.
package enum MarkupText {
    /// What markup would read as its own is written otherwise; what XML cannot hold at all, and marks that turn the
    /// direction of writing around, become spaces.
    package static func escaped(_ text: String) -> String {
        // Most have nothing to be written otherwise.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !special.contains($0) }) { return text }
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case _ where isUnfit(scalar): out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static let special: Set<UInt8> = Set("&<>\"'".utf8)

    /// Control characters, surrogates' neighbours that XML forbids, and what Unicode has to embed or override a
    /// direction.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
