import Configuration
import Foundation
import Pages
package import Queries
import System

extension Setup {
    /// `ratingwatch publish [FOLDER]`: without one the folder of the configuration.
    package func publish(to folder: String?) async throws -> Answer {
        guard let path = folder.map(AbsolutePath.text) ?? configuration.publish.folder else {
            throw UnknownName("name a folder, or configure one as publish: {folder: ...}", isWrongUsage: true)
        }
        guard let site = try Site(configuration, reports: try reports) else { return nothingYet(isGood: false) }
        let result = try await SitePublisher.publish(site, to: path, at: Date())
        return Answer("wrote \(result.text) in \(path)\n")
    }
}
