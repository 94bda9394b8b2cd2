import Inspections
import Text

extension Enclosure {
    /// `nil` for an element without an address.
    init?(_ element: FeedElement) {
        guard let url = element.address(element.attribute("url") ?? element.attribute("href")) else { return nil }
        self.init(
            url: url, type: element.attribute("type")?.nonEmpty, length: element.attribute("length").flatMap { Int($0) }
        )
    }
}
