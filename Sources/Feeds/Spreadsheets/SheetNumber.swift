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

    /// An id, or a number of an inspection, in whatever form of source: some programs write all of a column as `1001.0`
    /// once one of its cells is empty. Zeros in front and marks between digits may tell one from another.
    static func withoutPoint(_ stated: String) -> String {
        let whole = stated.dropLast(2)
        return stated.hasSuffix(".0") && !whole.isEmpty && whole.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? String(whole) : stated
    }

    /// Digits beyond the fifteenth are none of the number's own.
    private static let mostExact = 1e15
}
