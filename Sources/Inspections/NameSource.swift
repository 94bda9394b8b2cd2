/// Who says what a provider is called, and what kind it is and where: the later, the surer.
package enum NameSource: Int, Sendable, Comparable, CaseIterable {
    /// What one who only republishes or tells of it calls it: stands until any other word is known, and adds nothing to that.
    case hearsay = -1
    /// What a document calls it in passing.
    case document = 0
    /// What a listing or a table calls it.
    case listing
    /// The registry that comes with the program.
    case registry

    package static func < (a: NameSource, b: NameSource) -> Bool { a.rawValue < b.rawValue }
}
