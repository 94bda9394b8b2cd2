package import Markup

/// How a page is read: data, from the configuration. All expressions but `item` are evaluated at an item.
package struct PageMap: Sendable, Hashable {
    /// Selects the elements of which each states one publication or inspection.
    package let item: XPath
    package let link: XPath
    package let title: XPath
    /// The day of publication; of the inspection where items state grades.
    package var date: XPath?
    /// The provider's name.
    package var provider: XPath?
    package var providerID: XPath?
    package var type: XPath?
    /// Nil for a page whose items lead to documents that state the grades.
    package var grades: PageGrades?
    /// What a page that was sent whole ends with, whatever stands in it between tags.
    package var end = "</html>"
    /// Changes when the map does: a page that was read by another map is read again.
    package var version: UInt64 = 0

    package init(item: XPath, link: XPath, title: XPath) {
        self.item = item
        self.link = link
        self.title = title
    }
}
