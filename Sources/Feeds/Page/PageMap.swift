package import Markup

/// How a page is read: data, from the configuration.
package struct PageMap: Sendable, Hashable {
    /// Selects the elements of which each states one publication or inspection.
    package let item: XPath
    /// What is read of each of them.
    package var fields: ItemMap<XPath>
    /// True for a document that is XML, and no HTML page.
    package var isXML = false
    /// What a page that was sent whole ends with, whatever stands in it between tags; XML is whole where it is well-formed.
    package var end = "</html>"
    /// Changes when the map does: a page that was read by another map is read again.
    package var version: UInt64 = 0

    package init(item: XPath, fields: ItemMap<XPath>) {
        self.item = item
        self.fields = fields
    }
}
