import Markup

/// An XML element as feed readers look at it: vocabulary, name in lower case, and the base of its addresses.
struct FeedElement {
    let element: XMLElement
    let namespace: FeedNamespace
    /// Lower case: `pubdate`.
    let name: String
    /// What relative addresses inside it are relative to.
    let base: String?

    init(_ element: XMLElement, base: String?) {
        self.element = element
        namespace = FeedNamespace(element.name.namespace)
        name = element.name.local.lowercased()
        let own = element.attributes.first { $0.name.local == "base" && FeedNamespace($0.name.namespace) == .xml }
        self.base = own.map { Address.resolve($0.value.trimmed, against: base) } ?? base
    }

    /// Whether it is Atom's own, or has no namespace in a document that forgot it.
    var isOwn: Bool { namespace == .atom || namespace == .rss }

    var children: [FeedElement] { element.elements.map { FeedElement($0, base: base) } }

    /// `nil` where there is nothing but white space.
    var text: String? { element.text.trimmed.nonEmpty }

    func attribute(_ name: String) -> String? {
        element.attributes.first { $0.name.namespace.isEmpty && $0.name.local.lowercased() == name }?.value.trimmed
    }

    /// Absolute where the base is; `nil` for an empty address.
    func address(_ reference: String?) -> String? {
        reference?.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
    }
}
