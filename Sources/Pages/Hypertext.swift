import Text

/// HTML, SVG or XML. What is interpolated into a literal is escaped unless it is hypertext itself, so that text from
/// outside can nowhere become markup.
struct Hypertext: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Plain text.
    init(of plain: String) { text = MarkupText.escaped(plain) }

    /// What is markup already.
    init(markup text: String) { self.text = text }

    static let nothing: Hypertext = ""

    var isEmpty: Bool { text.isEmpty }

    static func + (a: Hypertext, b: Hypertext) -> Hypertext { Hypertext(markup: a.text + b.text) }

    static func += (a: inout Hypertext, b: Hypertext) { a.text += b.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text: String

        init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        // Disfavoured, so that a literal is markup, whose own interpolations are escaped, and never text that is
        // escaped as a whole.
        @_disfavoredOverload
        mutating func appendInterpolation(_ plain: String) { text += MarkupText.escaped(plain) }

        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        mutating func appendInterpolation(_ markup: Hypertext) { text += markup.text }
    }
}

extension Sequence<Hypertext> {
    /// One after the other.
    func joined(_ separator: Hypertext = "") -> Hypertext {
        var out = ""
        for part in self {
            if !out.isEmpty { out += separator.text }
            out += part.text
        }
        return Hypertext(markup: out)
    }
}

/// An address in another site that a page may lead to: the web alone, so that none runs a script or opens a file.
struct WebLink: Sendable {
    let text: String

    /// `nil` for any other scheme, and for what holds a password.
    init?(_ address: String?) {
        guard let address, let rest = AddressText.afterScheme(address), !rest.isEmpty else { return nil }
        let scheme = address.prefix { $0 != ":" }.lowercased()
        guard scheme == "https" || scheme == "http", address.prefix(scheme.count + 3).hasSuffix("://"),
            !address.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }),
            !rest.prefix(while: { $0 != "/" && $0 != "?" && $0 != "#" }).contains("@")
        else { return nil }
        text = address
    }
}
