/// Unique reference numbers as the site's addresses and pages show them.
enum OfstedURN {
    /// The last part of an address such as `/provider/44/80447`, where it is a number.
    static func last(in path: String) -> String? {
        path.split(separator: "/").last.flatMap(number)
    }

    /// The number after "URN:" in a text.
    static func stated(in text: String) -> String? {
        guard let label = text.firstRange(of: "URN:") else { return nil }
        return text[label.upperBound...].split(whereSeparator: \.isWhitespace).first.flatMap(number)
    }

    private static func number(_ text: Substring) -> String? {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter) }
            && text.contains(where: \.isNumber)
            ? String(text) : nil
    }
}
