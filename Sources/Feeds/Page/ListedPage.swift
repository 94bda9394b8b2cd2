import Inspections
package import Markup

/// How a page is read: data, from the configuration.
package struct PageMap: Sendable, Hashable {
    /// Selects the elements of which each states one publication or inspection.
    package let item: XPath
    /// What is read of each of them.
    package var fields: ItemMap<XPath>
    /// True for a document that is XML, and no HTML page.
    package var isXML = false
    /// What a page that was sent whole ends with, whatever stands in it between tags; XML is whole where it is
    /// well-formed.
    package var end = "</html>"
    /// Changes when the map does: a page that was read by another map is read again.
    package var version: UInt64 = 0

    package init(item: XPath, fields: ItemMap<XPath>) {
        self.item = item
        self.fields = fields
    }
}

/// A page, or XML, of whatever publisher, by XPath expressions.
struct ListedPage: FeedSource {
    /// `nil` where none is known: then nothing can be read.
    let map: PageMap?

    let accept = "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.1"
    let noun = "feed"
    var content: SourceContent { map?.fields.content ?? .publications }
    var publisher: String? { map?.fields.grades?.scheme ?? "ofsted" }
    var version: UInt64? { map?.version }

    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        guard let map else { throw FeedError(subject: base, cause: .needsConfiguration) }
        return try PageReader(map: map, base: base, contentType: contentType).read(bytes)
    }
}

/// Reads a page of kind `page` by its feed's expressions.
struct PageReader {
    let map: PageMap
    let base: String?
    let contentType: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw refused(.empty) }
        let selection = MarkupSelection(item: map.item, values: map.fields.expressions)
        let charset = contentType.flatMap { MediaType($0).charset }
        let rows: [[String]]
        do {
            rows =
                map.isXML
                ? try selection.read(xml: bytes, charset: charset) : try selection.read(bytes, charset: charset)
        } catch {
            throw refused(.markup(error))
        }
        if !map.isXML { try checkWhole(bytes) }
        if rows.isEmpty { throw refused(.unfamiliarPage(lacks: "anything that `item` selects")) }
        var list = ItemList(map: map.fields, format: map.isXML ? "xml" : "page")
        for row in rows { list.add(row, base: base) }
        return try list.finished(base: base)
    }

    /// What a cut page lacks must not be taken for gone, and its last item looks whole.
    private func checkWhole(_ bytes: [UInt8]) throws(FeedError) {
        let end = String(decoding: bytes.suffix(4096), as: UTF8.self).lowercased()
        guard end.contains(map.end.lowercased()) else { throw refused(.cut) }
    }

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}
