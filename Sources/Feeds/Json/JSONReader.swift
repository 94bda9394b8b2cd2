import Markup
import Text

/// Reads a document of kind `json` by its feed's paths, a page at a time.
package struct JSONReader {
    private let map: JSONMap
    private var list: ItemList<JSONPath>
    private var pages = 0
    private var total: Int?

    /// Of all pages together: what is held until the last one was read. One page has a document's own limit.
    private static var mostItems: Int { 2 * MarkupLimits.current.items }

    package init(map: JSONMap) {
        self.map = map
        list = ItemList(map: map.fields, format: "json")
    }

    /// Reads a document for itself, whatever page of a list it is.
    static func document(
        _ bytes: [UInt8], map: JSONMap, base: String?, contentType: String?
    ) throws(FeedError) -> FeedDocument {
        var single = map
        single.paging = nil
        single.total = map.paging == nil ? map.total : nil
        var reader = JSONReader(map: single)
        _ = try reader.add(bytes, base: base, contentType: contentType)
        return try reader.finished(base: base)
    }

    /// Adds one page; the address of the next one, or `nil` behind the last. `base`: the address that the page was
    /// fetched from.
    package mutating func add(_ bytes: [UInt8], base: String?, contentType: String? = nil) throws(FeedError) -> String?
    {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw FeedError(subject: base, cause: .empty) }
        let json: JSONNode
        do {
            json = try JSONNode(parsing: bytes, charset: contentType.flatMap { MediaType($0).charset })
        } catch {
            throw FeedError(subject: base, cause: .markup(error))
        }
        guard case .array(let items) = map.items.value(in: json) else {
            throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "a list at \"\(map.items.text)\""))
        }
        if list.count + items.count > JSONReader.mostItems {
            throw FeedError(subject: base, cause: .tooManyItems(JSONReader.mostItems))
        }
        for item in items { list.add(row(item), base: base) }
        pages += 1
        if let total = map.total {
            guard let count = total.value(in: json)?.integer else {
                throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "a number at \"\(total.text)\""))
            }
            self.total = count
        }
        return try next(behind: json, items: items.count, base: base)
    }

    /// What all pages state together.
    package func finished(base: String?) throws(FeedError) -> FeedDocument {
        if let total, list.count < total {
            throw FeedError(subject: base, cause: .short(list.count, of: total))
        }
        if list.count == 0, map.fields.grades != nil {
            throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "any item at \"\(map.items.text)\""))
        }
        return try list.finished(base: base)
    }

    /// What is no text, number or truth value is shown as what it is: no code of a feed will know it.
    private func row(_ item: JSONNode) -> [String] {
        map.fields.expressions.map { path in
            switch path.value(in: item) {
            case nil, .null: ""
            case .object: "{…}"
            case .array(let elements): elements.isEmpty ? "" : "[…]"
            case .number(let stored): SheetNumber.text(stored)
            case let value?: value.scalar ?? ""
            }
        }
    }

    private func next(behind json: JSONNode, items: Int, base: String?) throws(FeedError) -> String? {
        guard let paging = map.paging else { return nil }
        switch paging {
        case .next(let path):
            switch path.value(in: json) {
            case nil, .null, .bool(false): return nil
            case .string(let text): return text.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
            default: throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "an address at \"\(path.text)\""))
            }
        case .number(let parameter, let first, let last):
            guard let last else {
                return items == 0 ? nil : JSONReader.address(base, parameter, first + pages)
            }
            guard let count = last.value(in: json)?.integer else {
                throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "a number at \"\(last.text)\""))
            }
            return pages < count ? JSONReader.address(base, parameter, first + pages) : nil
        case .offset(let parameter):
            if items == 0 || total.map({ list.count >= $0 }) == true { return nil }
            return JSONReader.address(base, parameter, list.count)
        }
    }

    /// The same address with another value of a parameter.
    private static func address(_ base: String?, _ parameter: String, _ value: Int) -> String {
        var address = Address(base ?? "")
        let kept = (address.query ?? "").split(separator: "&").filter { !$0.hasPrefix(parameter + "=") }
        address.query = (kept.map(String.init) + ["\(parameter)=\(value)"]).joined(separator: "&")
        return address.text
    }
}
