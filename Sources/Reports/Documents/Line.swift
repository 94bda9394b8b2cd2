/// One printed line.
struct Line: Sendable {
    let text: String
    /// From 1; form feeds part pages.
    let page: Int
    let words: [String]

    /// Page numbers, footnote marks and rules: nothing that a table's row could miss.
    var isMark: Bool { words.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } }
}
