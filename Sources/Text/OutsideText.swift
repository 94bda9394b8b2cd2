/// Text that somebody else has written: what of it people cannot see, or what would make them see something else.
package enum OutsideText {
    /// Fit to stand in one line: what moves a cursor or ends a line becomes a blank; what turns the direction of
    /// writing around, or takes no room at all, is left out.
    package static func line(_ text: String) -> String {
        if text.isPrintableASCII { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) { line.append(" ") } else if !isHidden(scalar) { line.append(scalar) }
        }
        return String(line)
    }

    /// Fit to be printed, however many lines it has: of the control characters stay those that end a line, tabs, and
    /// what is in `kept`; all others become blanks.
    package static func lines(_ text: String, keeping kept: [String] = []) -> String {
        // Nearly all texts have none. The first byte of C1 is that of a pound sign too.
        let isDoubtful = text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }
        if !isDoubtful { return text }
        let bytes = Array(text.utf8)
        var printed: [UInt8] = []
        printed.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 0x09, 0x0A: printed.append(byte)
            case 0x0D: printed.append(rest.first == 0x0A ? byte : 0x20)
            case 0x1B:
                let sequence = kept.lazy.map { $0.utf8.dropFirst() }.first { rest.starts(with: $0) }
                printed.append(sequence == nil ? 0x20 : byte)
                if let sequence { printed += rest.prefix(sequence.count) }
                rest = rest.dropFirst(sequence?.count ?? 0)
            case 0..<0x20, 0x7F: printed.append(0x20)
            case 0xC2 where rest.first.map { (0x80..<0xA0).contains($0) } ?? false:
                printed.append(0x20)
                rest = rest.dropFirst()
            default: printed.append(byte)
            }
        }
        return String(decoding: printed, as: UTF8.self)
    }

    /// C0 and C1 with DEL, and the separators of lines and paragraphs.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// Marks of direction, joiners and other characters without a width (Unicode Standard Annex 9 and its category Cf).
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}

extension StringProtocol {
    /// True where each letter is one byte and one column.
    @inlinable package var isPrintableASCII: Bool { isPrintableASCII(without: 0, 0) }

    /// The same, and neither of two bytes is there.
    @inlinable package func isPrintableASCII(without first: UInt8, _ second: UInt8) -> Bool {
        // Looks at all of them, several at a time: odd ones are rare, and texts are short.
        utf8.withContiguousStorageIfAvailable { bytes in
            var odd = 0
            for byte in bytes { odd += byte &- 0x20 >= 0x5F || byte == first || byte == second ? 1 : 0 }
            return odd == 0
        } ?? utf8.allSatisfy { $0 &- 0x20 < 0x5F && $0 != first && $0 != second }
    }
}
