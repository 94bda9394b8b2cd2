/// Markdown as chats read it.
enum Markdown {
    /// The text as it stands, with nothing in it that makes a link, a mention or a style.
    static func escaped(_ text: String) -> String {
        if !text.utf8.contains(where: special.contains) { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII, special.contains(UInt8(scalar.value)) { escaped.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    private static let special = Set("\\*_~`[]<>|".utf8)
}
