import HTTPTransport

/// Where the Content API describes a page of GOV.UK.
enum ContentAddress {
    private static let folder = "/api/content"

    /// The address itself where it is one of the Content API already.
    static func of(_ page: String) -> String {
        guard let host = page.firstRange(of: "://")?.upperBound,
            let path = page[host...].firstIndex(of: "/"), !page[path...].hasPrefix(folder + "/")
        else { return page }
        return page[..<path] + folder + page[path...]
    }
}
