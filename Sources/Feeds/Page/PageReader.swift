import Inspections
import Markup

/// Reads a page of kind `page` by its feed's expressions.
///
/// The rule for a page with faults: an item without address or title, or that states a grade or a date that is none, is left out
/// and named. Where no item is found at all, or half of them are at fault, it is the expressions that fit no more, and the whole
/// page is refused: it is never taken for one without news.
struct PageReader {
    let map: PageMap
    let base: String?
    let contentType: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw refused(.empty) }
        let rows: [[String]]
        do {
            rows = try selection.read(bytes, charset: contentType.flatMap { MediaType($0).charset })
        } catch {
            throw refused(.markup(error))
        }
        try checkWhole(bytes)
        if rows.isEmpty { throw refused(.unfamiliarPage(lacks: "anything that `item` selects")) }
        let document = document(of: rows)
        if let first = document.complaints.first, document.complaints.count * 2 >= rows.count {
            throw refused(.itemsAtFault(document.complaints.count, of: rows.count, first: first))
        }
        if map.grades != nil, document.inspections.isEmpty {
            throw refused(.unfamiliarPage(lacks: "a grade in any item"))
        }
        if map.date != nil, map.grades == nil, document.publications.allSatisfy({ $0.published == nil }) {
            throw refused(.unfamiliarPage(lacks: "a date in any item"))
        }
        return document
    }

    private func document(of rows: [[String]]) -> FeedDocument {
        var document = FeedDocument(format: "page")
        var inspections = PageInspections()
        for (index, row) in rows.enumerated() {
            let item = PageItem(row, map: map, number: index + 1, base: base)
            do throws(PageItemFault) {
                if let grades = map.grades {
                    if let inspection = try item.inspection(grades) { inspections.add(inspection) }
                } else {
                    document.publications.append(try item.publication())
                }
            } catch {
                document.complaints.append(error.words)
            }
        }
        document.inspections = inspections.agreed
        document.complaints += inspections.contradictions
        return document
    }

    private var selection: HTMLSelection {
        HTMLSelection(item: map.item, values: PageItem.expressions(of: map))
    }

    /// What a cut page lacks must not be taken for gone, and its last item looks whole.
    private func checkWhole(_ bytes: [UInt8]) throws(FeedError) {
        let end = String(decoding: bytes.suffix(4096), as: UTF8.self).lowercased()
        guard end.contains(map.end.lowercased()) else { throw refused(.cut) }
    }

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}
