/// A mailbox: `desk@example.org`, or with a name before it: `News desk <desk@example.org>`.
package struct MailAddress: Sendable, Hashable {
    /// Empty for none.
    let name: String
    /// `local@domain`, ASCII alone, which is what every server takes.
    let address: String

    /// `nil` for anything else.
    package init?(_ text: String) {
        var name = ""
        var address = Substring(text)
        if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
            name = text[..<open].trimmingQuotes
            address = text[text.index(after: open)...].dropLast()
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isPlain) }) else {
            return nil
        }
        self.name = name
        self.address = String(address)
    }

    var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

    /// For people.
    var text: String { name.isEmpty ? address : "\(name) <\(address)>" }

    /// As it stands in a header.
    var header: String { name.isEmpty ? address : "\(EncodedWords(name, quotes: true).text) <\(address)>" }

    /// The letters of RFC 5322's dot-atoms and of domains: nothing that could end an envelope's brackets or a line.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
        }
    }
}

extension Substring {
    /// Without blanks and one pair of quotes around it.
    fileprivate var trimmingQuotes: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        if text.count > 1, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        return String(text)
    }
}
