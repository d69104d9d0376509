// Opens the merged document; "Authorize" takes a demo account such as zhang, password demo.
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#pages",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: true,
  tagsSorter: "alpha",
  tryItOutEnabled: true,
});
