import Text

/// Tells values that look like secrets: one that stands under a wrong key is named in a message, and not printed.
enum SecretLook {
    static let shown = "(not shown: it looks like a secret)"

    static func isSeen(in text: String) -> Bool {
        text.hasPrefix("whsec_") || isAddress(text) || isRandom(text)
    }

    /// An address may hold a password, or be a secret as a whole.
    private static func isAddress(_ text: String) -> Bool {
        guard let rest = AddressText.afterScheme(text) else { return false }
        return AddressText.hasUser(text) || rest.contains("?")
            || rest.utf8.count(where: { $0 == UInt8(ascii: "/") }) > 1
    }

    /// Letters of both kinds and digits, without a blank between.
    private static func isRandom(_ text: String) -> Bool {
        text.utf8.count >= 20 && !text.hasPrefix("/") && !text.contains(where: \.isWhitespace)
            && text.contains(where: \.isUppercase) && text.contains(where: \.isLowercase)
            && text.contains(where: \.isNumber)
    }
}
