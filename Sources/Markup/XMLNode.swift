/// What stands inside an XML element; comments and processing instructions are dropped, CDATA is text.
package enum XMLNode: Sendable, Hashable {
    case text(String)
    case element(XMLElement)
}
