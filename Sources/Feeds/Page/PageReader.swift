import Inspections
import Markup

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
