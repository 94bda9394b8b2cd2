import Foundation
import Inspections

extension StatisticsPage {
    /// The attachments as publications, as `ratingwatch read` shows them.
    var document: FeedDocument {
        FeedDocument(
            format: "govuk-content", title: title, ended: ended,
            publications: attachments.map {
                Publication(
                    id: $0.url, url: $0.url, linkType: $0.isTable ? "text/csv" : nil, title: $0.title,
                    published: $0.asAt.flatMap { FeedDate.parse($0.iso) })
            })
    }
}
