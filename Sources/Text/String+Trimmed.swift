extension StringProtocol {
    /// Without white space at both ends.
    @inlinable package var trimmed: String {
        // By scalars: a joiner after a space makes one character of both.
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.isBlank { scalars.removeFirst() }
        while let last = scalars.last, last.isBlank { scalars.removeLast() }
        return String(scalars)
    }

    /// White space collapsed to single spaces, none at the ends.
    @inlinable package var collapsed: String {
        if isCollapsed { return String(self) }
        var out = String.UnicodeScalarView()
        var isGap = false
        for scalar in unicodeScalars {
            if scalar.isBlank {
                isGap = !out.isEmpty
            } else {
                if isGap { out.append(" ") }
                isGap = false
                out.append(scalar)
            }
        }
        return String(out)
    }

    @usableFromInline var isCollapsed: Bool {
        var last: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            if scalar.isBlank, scalar != " " || last == " " { return false }
            last = scalar
        }
        return last != " "
    }

    /// `nil` for an empty text.
    @inlinable package var nonEmpty: String? { isEmpty ? nil : String(self) }
}

extension Unicode.Scalar {
    @usableFromInline var isBlank: Bool {
        // The property is looked up in tables; most of a feed is ASCII.
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}

extension Int {
    /// `1 feed`, `2 feeds`; `many` where an `s` does not make it.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }
}
