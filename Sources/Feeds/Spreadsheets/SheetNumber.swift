import Text

/// A number of a spreadsheet as its cell stores it: some programs write all of them as fractions or powers of ten.
enum SheetNumber {
    /// A whole number without point and exponent, `10300001` for `1.0300001E7`; any other as it is stored.
    static func text(_ stored: String) -> String {
        guard stored.utf8.contains(where: { ".eE".utf8.contains($0) }), let number = Double(stored.trimmed),
            number == number.rounded(), abs(number) < mostExact
        else { return stored }
        return String(Int64(number))
    }

    /// Digits beyond the fifteenth are none of the number's own.
    private static let mostExact = 1e15
}
