/// What each service takes at most in one message, and where it says so; a chat's own stand in its file. Letters are
/// counted as UTF-16 units where a service does not say what it counts.
enum ServiceLimits {
    enum Mail {
        /// Bytes of a line without its end: RFC 5322, 2.1.1.
        static let line = 998
        /// Bytes of a digest as it is sent; larger mails are cut by some readers (Gmail shows 102 KB).
        static let digest = 100 * 1000
        /// Letters of a subject that a list of mails can show.
        static let subject = 150
    }
}

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
