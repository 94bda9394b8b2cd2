extension StringProtocol {
    /// Columns that a terminal gives to the text: two for a wide letter, none for a mark that joins the one before.
    package var displayWidth: Int {
        if isPrintableASCII { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// The longest beginning that has room in so many columns.
    package func prefix(columns: Int) -> SubSequence {
        var used = 0
        return prefix { letter in
            used += letter.displayWidth
            return used <= columns
        }
    }
}

extension Character {
    /// What is drawn as one picture is as wide as its widest part; the letters of other clusters stand side by side.
    package var displayWidth: Int {
        let widths = unicodeScalars.map(\.displayWidth)
        let isPicture = unicodeScalars.contains { $0.value == 0xFE0F || $0.value == 0x200D || $0.isRegional }
        if isPicture, unicodeScalars.contains(where: \.properties.isEmoji) { return 2 }
        return widths.reduce(0, +)
    }
}

extension Unicode.Scalar {
    fileprivate var isRegional: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// After Unicode's East Asian Width (https://www.unicode.org/reports/tr11/), as terminals apply it.
    fileprivate var displayWidth: Int {
        if value < 0x300 { return properties.generalCategory == .control || value == 0xAD ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // The later letters of a Korean syllable stand within the first.
        if (0x1160...0x11FF).contains(value) { return 0 }
        return properties.isEmojiPresentation || Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
        0x1AFF0...0x1B2FB, 0x1F200...0x1F320, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
