import Markup
import Text

/// An XML element as feed readers look at it: vocabulary, name in lower case, and the base of its addresses.
struct FeedElement {
    let element: XMLElement
    let namespace: FeedNamespace
    /// Lower case: `pubdate`.
    let name: String
    /// What relative addresses inside it are relative to.
    let base: String?

    /// The namespace of the document's root.
    private let home: String

    init(root: XMLElement, base: String?) {
        self.init(root, base: base, home: root.name.namespace)
    }

    private init(_ element: XMLElement, base: String?, home: String) {
        self.element = element
        self.home = home
        namespace = FeedNamespace(element.name.namespace, home: home)
        name = element.name.local.lowercased()
        self.base = element.attribute(FeedElement.xmlBase).map { Address.resolve($0.trimmed, against: base) } ?? base
    }

    private static let xmlBase = XMLName(namespace: "http://www.w3.org/XML/1998/namespace", local: "base")

    /// Whether it is Atom's, in an Atom document.
    var isAtom: Bool { namespace == .own || namespace == .atom }

    var children: some Sequence<FeedElement> {
        element.children.lazy.compactMap { child in
            if case .element(let element) = child { FeedElement(element, base: base, home: home) } else { nil }
        }
    }

    /// `nil` where there is nothing but white space.
    var text: String? { element.text.trimmed.nonEmpty }

    /// The text of an id; its markup too, where there is any.
    var identity: String? {
        element.elements.isEmpty ? text : element.innerMarkup.trimmed.nonEmpty
    }

    func attribute(_ name: String) -> String? {
        element.attributes.first { $0.name.namespace.isEmpty && isNamed($0.name.local, name) }?.value.trimmed
    }

    private func isNamed(_ local: String, _ name: String) -> Bool {
        local == name || (local.utf8.count == name.utf8.count && local.lowercased() == name)
    }

    /// Absolute where the base is; `nil` for an empty address.
    func address(_ reference: String?) -> String? {
        reference?.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
    }
}
