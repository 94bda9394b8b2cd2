/// Markdown as chats read it.
struct Markdown {
    /// What Teams reads as a link or a style.
    static let ofTeams = Markdown(special: "\\*_~`[]<>|")
    /// What Discord reads as a link, a mention, a heading or a style.
    static let ofDiscord = Markdown(special: "\\*_~`|>[]()#<@")

    private let special: Set<UInt8>

    private init(special: String) { self.special = Set(special.utf8) }

    /// The text as it stands, with nothing in it that makes a link, a mention or a style.
    func escaped(_ text: String) -> String {
        if !text.utf8.contains(where: special.contains) { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII, special.contains(UInt8(scalar.value)) { escaped.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
