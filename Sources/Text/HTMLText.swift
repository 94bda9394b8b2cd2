extension String {
    /// As text or the value of an attribute in HTML and XML.
    package var escapedHTML: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
