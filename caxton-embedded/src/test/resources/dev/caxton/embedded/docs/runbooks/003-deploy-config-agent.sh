# 1. Create agent configuration file
cat > agents/data-analyzer.md << 'EOF'
---
name: DataAnalyzer
version: "1.0.0"
capabilities:
  - data-analysis
  - report-generation
tools:
  - http_client
  - csv_parser
parameters:
  max_file_size: "10MB"
system_prompt: |
  You are a data analysis expert who helps users understand their data.
---

# DataAnalyzer Agent

This agent specializes in data analysis and can fetch data from URLs,
parse various formats, and generate visualizations.
EOF

# 2. Hot-reload the agent (zero-downtime deployment)
caxton agents reload data-analyzer

# 3. Verify deployment
caxton agents list | grep DataAnalyzer

# 4. Test agent capability
curl -X POST http://localhost:8080/api/v1/agents/data-analyzer/message \
  -H "Content-Type: application/json" \
  -d '{"message": "Analyze sales data at example.com/data.csv"}'
