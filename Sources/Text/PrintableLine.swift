/// Text from outside made fit for one line of a terminal, a log or a message.
package enum PrintableLine {
    /// Control characters, which could move a cursor or begin another line, and marks that turn the direction of what follows
    /// become spaces.
    package static func text(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { line.append(isUnsafe(scalar) ? " " : scalar) }
        return String(line)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }
}
