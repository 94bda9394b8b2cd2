import Inspections

extension FeedEntry {
    /// Reads an element of the media module, https://www.rssboard.org/media-rss.
    mutating func readMedia(_ element: FeedElement) {
        switch element.name {
        case "group":
            for child in element.children where child.namespace == .media { readMedia(child) }
        case "content", "peerlink": enclosures += [Enclosure(element)].compactMap(\.self)
        case "title": mediaTitle = mediaTitle ?? element.text.map(FeedText.visible)
        case "description": mediaDescription = mediaDescription ?? element.text
        case "category": categories += [FeedCategory(media: element)].compactMap(\.self)
        default: break
        }
    }
}
