/// How much text fits, measured in the way of the one who takes it.
struct TextLimit: Sendable {
    let count: Int
    let measure: @Sendable (String) -> Int

    /// Of UTF-8.
    static func bytes(_ count: Int) -> TextLimit { TextLimit(count: count) { $0.utf8.count } }

    /// UTF-16 units: never fewer than the letters that a service counts, however it does.
    static func letters(_ count: Int) -> TextLimit { TextLimit(count: count) { $0.utf16.count } }

    func takes(_ text: String) -> Bool { measure(text) <= count }

    /// As it is where it fits, else its beginning up to a whole letter, and `…`.
    func cut(_ text: String) -> String {
        if takes(text) { return text }
        let letters = Array(text)
        var (fits, tooMany) = (0, letters.count)
        while tooMany - fits > 1 {
            let middle = (fits + tooMany) / 2
            if takes(String(letters[..<middle]) + "…") { fits = middle } else { tooMany = middle }
        }
        return String(letters[..<fits]) + "…"
    }
}
